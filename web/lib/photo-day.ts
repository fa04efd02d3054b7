/** The day a photo was taken: as the camera wrote it, or else as the file was last changed. */

const HEAD = 512 * 1024; // bytes in which a camera's notes stand
const DAY = /^(\d{4}):(\d{2}):(\d{2})/;
const EXIF = ["DateTimeOriginal", "DateTimeDigitized", "DateTime"];

/** "YYYY-MM-DD", never later than `today`. The camera's notes are read for this, and go no further. */
export async function dayTaken(file: File, today: string): Promise<string> {
  const day = (await noted(file)) ?? localDay(new Date(file.lastModified));
  return day > today ? today : day;
}

async function noted(file: File): Promise<string | null> {
  try {
    const { default: reader } = await import("exifreader");
    // The one group that has days in it; others would be read by parsers that this page forbids.
    const tags = reader.load(await file.slice(0, HEAD).arrayBuffer(), { includeTags: { exif: EXIF } });
    for (const name of EXIF) {
      const found = DAY.exec(String(tags[name]?.description ?? ""));
      if (found && isDay(`${found[1]}-${found[2]}-${found[3]}`)) return `${found[1]}-${found[2]}-${found[3]}`;
    }
  } catch {
    // No notes, or none that can be read: the file's own day serves.
  }
  return null;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T12:00:00Z`);
  return text > "1900" && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The day on this device's own calendar. */
export function localDay(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
