/**
 * Finds a local method by its name. Enter at {@link
 * io.tributary.worker.method.catalogue.LocalMethods}; a new method gets its line there.
 */
package io.tributary.worker.method.catalogue;
