/** What Pagelet's build has made for this very version; the command line writes this file anew where it sends one. */

/**
 * @typedef {object} Built
 * @property {string} snapshot the key of the snapshot that is made from just this Python; "" if there is none
 * @property {number} characters the size of `snapshot-characters.bin`, in bytes
 * @property {number} library the size of `pagelet.zip`, in bytes
 * @property {number} stdlib the size of `stdlib.zip`, in bytes
 * @property {number} micropip the size of `micropip.zip`, in bytes
 */

/** @type {Built} */
export const built = { snapshot: "", characters: 0, library: 0, stdlib: 0, micropip: 0 };
