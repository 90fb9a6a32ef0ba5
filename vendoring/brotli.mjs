// What takes brotli apart in an app that is one file.

export { BrotliDecStream, BrotliStreamResultCode, initSync } from "brotli-dec-wasm/web";
