/**
 * Local methods in which a client keeps something of its own from round to round: an adapter, an
 * offset or a start. One class for each paper's method. Must not import Kafka, Avro, DJL or a
 * logger.
 */
package io.tributary.worker.method.personal;
