/** A link as a picture that another phone can read. Drawn here: the link goes to no server. */

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of empty space, which readers need

/** The picture; dark on light in either scheme, because readers expect that. */
export async function qrPicture(link: string): Promise<SVGSVGElement> {
  const { encode } = await import("uqr");
  const { data } = encode(link, { ecc: "M", border: QUIET });
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${data.length} ${data.length}`);
  picture.setAttribute("class", "qr");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", "The link as a QR code, for the camera of another phone");
  const dark = picture.appendChild(document.createElementNS(SVG, "path"));
  dark.setAttribute("shape-rendering", "crispEdges");
  dark.setAttribute(
    "d",
    data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ""))).join(""),
  );
  return picture;
}
