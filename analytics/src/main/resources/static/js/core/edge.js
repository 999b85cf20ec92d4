/** Where visitors go: on one machine two ports above this page; elsewhere the caller's gateway, named by a variable. */
export function edgeAddress() {
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
  return local && location.port ? `http://127.0.0.1:${Number(location.port) + 2}` : 'http://$GATEWAY';
}
