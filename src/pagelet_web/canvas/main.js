/** What Python (`pagelet.games`) takes from here. */

export { makePainter } from "./painter.js";
export { dropPicture, loadPicture } from "./pictures.js";
export { makeStage } from "./stage.js";
