/**
 * Finds the open windows and the clients that each of them waits for. Pure. Enter at {@link
 * io.tributary.infra.history.window.WindowWatch}.
 */
package io.tributary.infra.history.window;
