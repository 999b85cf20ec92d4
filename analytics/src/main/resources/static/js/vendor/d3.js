/** d3's WebJars ship classic scripts that share one object; this makes a module of what is taken. */
export const { scaleLinear, scaleLog } = window.d3;
