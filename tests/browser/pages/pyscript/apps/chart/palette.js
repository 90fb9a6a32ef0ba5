export const colours = ["#1f5f99", "#c0392b"];
export const pick = (value, middle) => colours[Number(value > middle)];
export default colours;
