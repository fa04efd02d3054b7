/**
 * Making a photo small enough to keep: turned upright, scaled down, and drawn anew.
 *
 * Promise: drawing it anew leaves behind all that a camera wrote beside the picture, the place above
 * all. One picture is in memory at a time, so that a slow phone stays alive.
 */

export interface Prepared {
  picture: Blob;
  thumb: Blob;
  width: number;
  height: number;
}

/** Why a file is not taken, as a sentence. */
export class NotAPicture extends Error {}

const LONGEST = 2048; // pixels
const THUMB = 480;
const TYPE = "image/jpeg";
const QUALITY = [0.85, 0.7, 0.5];
const MOST = 7.5 * 1024 * 1024; // bytes; sealed, it has to stay below eight million
const HEIC = /^(heic|heix|hevc|heim|heis|hevm|mif1|msf1|avif)$/;

/** Throws NotAPicture, with a sentence for the person. */
export async function prepare(file: Blob): Promise<Prepared> {
  const bitmap = await decoded(file);
  try {
    const drawn = scaled(bitmap, LONGEST);
    const thumb = scaled(drawn, THUMB);
    const { width, height } = drawn;
    return { picture: await encoded(drawn), thumb: await encoded(thumb), width, height };
  } finally {
    bitmap.close();
  }
}

async function decoded(file: Blob): Promise<ImageBitmap> {
  if (file.size === 0) throw new NotAPicture("This file is empty, so there is nothing to show.");
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new NotAPicture(await whyNot(file));
  }
}

async function whyNot(file: Blob): Promise<string> {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  if (head.startsWith("ftyp") && HEIC.test(head.slice(4)))
    return (
      "This is a HEIC picture, the kind that some phones make. This browser cannot open it. On an iPhone, " +
      "Settings, Camera, Formats, “Most Compatible” makes JPEG from then on; or share this one as JPEG, and choose that."
    );
  if (file.type.startsWith("image/") || file.type === "")
    return "This browser cannot open this picture. Saved as JPEG or PNG, it can be added.";
  return "This is not a picture, so it stays where it is.";
}

/** Halved until it is near, so that fine lines stay smooth and no step needs more than the one before. */
function scaled(source: ImageBitmap | OffscreenCanvas, longest: number): OffscreenCanvas {
  const share = Math.min(1, longest / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * share));
  const height = Math.max(1, Math.round(source.height * share));
  let step: ImageBitmap | OffscreenCanvas = source;
  while (step.width > 2 * width) step = drawn(step, Math.ceil(step.width / 2), Math.ceil(step.height / 2));
  return drawn(step, width, height);
}

function drawn(source: CanvasImageSource, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new NotAPicture("There is not enough memory for this picture just now. Close other pages and try it again.");
  context.fillStyle = "white"; // JPEG knows no transparency, and would make it black
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  return canvas;
}

async function encoded(canvas: OffscreenCanvas): Promise<Blob> {
  for (const quality of QUALITY) {
    const blob = await canvas.convertToBlob({ type: TYPE, quality });
    if (blob.size <= MOST) return blob;
  }
  throw new NotAPicture("This picture stays too large, even made smaller.");
}
