/** Lets a site that `pagelet build` made work without a network, from the next visit on. */

const service = new URL("service-worker.js", import.meta.url);

async function register() {
  try {
    await navigator.serviceWorker.register(service, { updateViaCache: "none" });
  } catch (error) {
    // No https, a private window, a setting of the person: the site works as long as there is a network.
    console.info(`Pagelet: this site does not work without a network here. ${error}`);
  }
}

if (navigator.serviceWorker) {
  // Not before the app runs, which needs the network as well. An app that never ends has started by then.
  const patience = setTimeout(register, 10_000);
  addEventListener(
    "py:all-done",
    () => {
      clearTimeout(patience);
      void register();
    },
    { once: true },
  );
}
