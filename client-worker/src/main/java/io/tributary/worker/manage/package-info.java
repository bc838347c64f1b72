/**
 * The worker seen from outside: metrics and probes. Enter at {@link
 * io.tributary.worker.manage.WorkerProcess}. Must not import Kafka or DJL.
 */
package io.tributary.worker.manage;
