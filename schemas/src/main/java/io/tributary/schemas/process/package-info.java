/**
 * What every application's {@code main} shares with the process that started it: when to go.
 *
 * <p>Enter at {@link io.tributary.schemas.process.StdinWatch}. Imports the JDK only.
 */
package io.tributary.schemas.process;
