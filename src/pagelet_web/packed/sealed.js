/* Stands first where a policy keeps an app from the network: what no policy closes is taken away. */
for (const way of ["RTCPeerConnection", "webkitRTCPeerConnection"]) {
  Reflect.deleteProperty(globalThis, way);
}
