/** Where things stand in the image, in pixels: groups, then names, then the time axis. */
export const WIDTH = 960;
export const GROUPS = 100;
export const NAMES = 106;
export const LEFT = 306;
export const RIGHT = WIDTH - 12;

/** The first row, the height of a row, and of the bar in it. */
export const TOP = 84;
export const ROW = 16;
export const BAR = 11;
