/**
 * Provides what every verb is made with: the group it belongs to, its answer in three formats, its
 * problem and exit code, its tables. Enter at {@link io.tributary.infra.cli.command.CommandGroup}
 * and {@link io.tributary.infra.cli.command.CommandResult}. Knows no verb.
 */
package io.tributary.infra.cli.command;
