/**
 * Finds a local method by its name. Enter at {@link
 * io.tributary.worker.method.catalogue.LocalMethodCatalogue}; a new method gets its line there.
 */
package io.tributary.worker.method.catalogue;
