/** uPlot's WebJar ships a classic script; this makes it a module. */
export default window.uPlot;
