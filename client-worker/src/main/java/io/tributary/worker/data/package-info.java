/**
 * A client's text: rows, the files and topics they come from, and the FedRouter splits of task
 * folders over clients. Bad input ends in a {@link io.tributary.schemas.settings.Failure} that
 * names file, line, bound and fix.
 *
 * <p>Enter at {@link io.tributary.worker.data.Corpus}. Must not import DJL, Avro or the other
 * packages of the worker.
 */
package io.tributary.worker.data;
