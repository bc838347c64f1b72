/**
 * Holds what every application's {@code main} shares with the process that started it: the version
 * of its code, the line that reports its start, and an orderly end.
 *
 * <p>Enter at {@link io.tributary.schemas.process.SupervisedOption} and {@link
 * io.tributary.schemas.process.ShutdownHook}. Imports the JDK, natives, picocli and Kafka only.
 */
package io.tributary.schemas.process;
