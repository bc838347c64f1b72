package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.view.ClientRow;
import io.tributary.infra.cli.view.SlotRow;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Builds the answers of the verbs about clients. */
final class ClientAnswers {
  private ClientAnswers() {}

  static CommandResult one(
      MembershipIndex membershipIndex, ClientId client, boolean blocked, boolean dryRun) {
    return new CommandResult(
        ClientRow.of(membershipIndex, client),
        dryRun
            ? "not done (--dry-run): client %s would be %s"
                .formatted(client, blocked ? "blocked" : "unblocked")
            : meaning(client, blocked));
  }

  private static String meaning(ClientId client, boolean blocked) {
    return blocked
        ? "client %s is blocked: what it sends is set aside, and no window waits for it%nundo it with: tributary clients unblock %s"
            .formatted(client, client)
        : "client %s may contribute again%nwhat was set aside meanwhile stays there: tributary quarantine ls --reason CLIENT_BLOCKED"
            .formatted(client);
  }

  static String text(ClientRow row) {
    List<String> lines = new ArrayList<>();
    boolean byPattern = !row.blockedBy().equals(row.client());
    lines.add(
        "client %s %s%s%s"
            .formatted(
                row.client(),
                row.standing().equals("blocked")
                    ? "is blocked by " + (byPattern ? row.blockedBy() + ", " : "") + row.why()
                    : row.standing(),
                row.phase().isEmpty() ? "" : ", last said: " + row.phase(),
                row.slots().isEmpty() ? "" : ", %d samples".formatted(row.samples())));
    if (!row.publicKey().isEmpty()) {
      lines.add("signs with key %s (%s)".formatted(row.publicKey(), row.keyBy()));
    }
    lines.add("");
    lines.add(TextTable.of("no slot was announced", SlotRow.HEAD, row.slots(), SlotRow::cells));
    return String.join(System.lineSeparator(), lines);
  }
}
