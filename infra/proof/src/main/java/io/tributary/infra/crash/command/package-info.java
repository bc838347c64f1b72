/** {@code crash sweep}. */
package io.tributary.infra.crash.command;
