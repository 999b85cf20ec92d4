/** uPlot's WebJar ships its small build as a classic script; this makes it a module. */
export default window.uPlot;
