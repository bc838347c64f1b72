/**
 * The process of the client worker: the flags of {@code worker run}, and the wiring of its clients
 * to a broker, a registry and a base model. Enter at {@link
 * io.tributary.worker.command.WorkerCommand}.
 */
package io.tributary.worker.command;
