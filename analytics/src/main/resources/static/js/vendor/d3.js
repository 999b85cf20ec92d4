/**
 * d3's WebJars ship their small builds as classic scripts that share one object; this makes it a module. Scales of
 * numbers are all that is taken, so colours, times, shapes and selections are not even loaded.
 */
export const { scaleLinear, scaleLog } = window.d3;
