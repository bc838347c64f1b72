/**
 * Local methods whose rounds start from the cluster's adapter alone, and which share all of an
 * adapter or a fixed part of it. One class for each paper's method. Must not import Kafka, Avro,
 * DJL or a logger.
 */
package io.tributary.worker.method.shared;
