/** {@code attack run} and {@code attack poison}. */
package io.tributary.infra.attack.command;
