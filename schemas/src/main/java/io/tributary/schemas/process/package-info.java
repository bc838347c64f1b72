/**
 * What every application's {@code main} shares with the process that started it: which code it is,
 * when it is ready, when to go, and how to go tidily.
 *
 * <p>Enter at {@link io.tributary.schemas.process.Supervision} and {@link
 * io.tributary.schemas.process.ShutdownHook}. Imports the JDK, natives, and picocli for the flag.
 */
package io.tributary.schemas.process;
