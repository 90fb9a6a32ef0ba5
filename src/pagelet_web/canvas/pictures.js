/** Pictures that canvases show, by number. */

/** @typedef {HTMLImageElement | HTMLCanvasElement} Picture */

/** @type {Map<number, Picture>} */
const pictures = new Map();
let last = 0;

/** @param {number} number @returns {Picture | undefined} */
export const picture = (number) => pictures.get(number);

/** Load a picture; what ends the promise is its number and its size, or "" if it is none.
 * @param {string} url
 */
export async function loadPicture(url) {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    return "";
  }
  // A drawing without a size of its own.
  const [width, height] = [image.naturalWidth || 300, image.naturalHeight || 150];
  return `${add(image)} ${width} ${height}`;
}

/** @param {Picture} image @returns {number} its number */
export function add(image) {
  last += 1;
  pictures.set(last, image);
  return last;
}

/** @param {number} number */
export function dropPicture(number) {
  pictures.delete(number);
}
