export const answer = 42;
export const twice = (number) => number * 2;
