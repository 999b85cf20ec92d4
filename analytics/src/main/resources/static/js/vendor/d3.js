/**
 * d3's WebJars ship their small builds as classic scripts that share one object; this makes it a module. Scales of
 * numbers and shapes are all that is taken, so colours, times and selections are not even loaded.
 */
export const { scaleLinear, scaleLog, line, area } = window.d3;
