export const answer = 7;
