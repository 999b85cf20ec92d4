/** d3's WebJars ship their small builds as classic scripts that share one object; this makes it a module. */
export const { scaleLinear, scaleLog, scaleTime, scalePoint, line, area, curveStepAfter, curveMonotoneX, select, extent, max, min } = window.d3;
