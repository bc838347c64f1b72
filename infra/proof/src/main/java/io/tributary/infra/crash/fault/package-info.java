/**
 * Kills a process at a chosen place and time: the plan of crash points, the barrier that the killed
 * process waits at, and the killer. Enter at {@link io.tributary.infra.crash.fault.Killer}.
 */
package io.tributary.infra.crash.fault;
