/**
 * Reads a client's rows from files and topics, and deals task folders to clients as FedRouter's
 * splits do. Bad input ends in a {@link io.tributary.schemas.settings.Failure} that names file,
 * line, bound and fix.
 *
 * <p>Enter at {@link io.tributary.worker.data.Corpus}. It must not import DJL, Avro or the other
 * packages of the worker but {@code row}.
 */
package io.tributary.worker.data;
