package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.MembershipIndex;
import io.tributary.infra.history.SlotCount;
import io.tributary.infra.history.SlotStatus;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.id.ClientId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One client, or one pattern of clients.
 *
 * @param standing contributes, blocked, or blocks for a pattern
 * @param blockedBy the client itself or the pattern; empty if it may contribute
 * @param why the operator's reason and name; empty if it may contribute
 * @param publicKey that its records must be signed with; empty where it has none
 * @param keyBy the operator who registered the key; first use where none did, empty where it has
 *     none
 * @param phase activity that it reported last; empty if that is too long ago
 * @param clusters that its slots belong to
 * @param samples rows in all of its slots
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClientRow(
    String client,
    String standing,
    String blockedBy,
    String why,
    String publicKey,
    String keyBy,
    String phase,
    List<String> clusters,
    long samples,
    long accepted,
    long quarantined,
    String newestDecisionAt,
    List<SlotRow> slots) {
  /** The column heads of the table of clients. */
  public static final List<String> HEAD =
      List.of(
          "client",
          "standing",
          "slots",
          "clusters",
          "samples",
          "accepted",
          "quarantined",
          "newest decision at",
          "blocked by");

  public static ClientRow of(MembershipIndex membershipIndex, ClientId client) {
    List<SlotStatus> slots = membershipIndex.slotsOf(client);
    SlotCount count = slots.stream().map(SlotStatus::count).reduce(SlotCount.NONE, SlotCount::plus);
    return new ClientRow(
        client.value(),
        membershipIndex.block(client).isPresent() ? "blocked" : "contributes",
        membershipIndex.block(client).map(policy -> policy.clients().value()).orElse(""),
        membershipIndex.block(client).map(policy -> policy.ruling().toString()).orElse(""),
        membershipIndex.key(client).map(known -> known.key().hex()).orElse(""),
        membershipIndex.key(client).map(ClientRow::by).orElse(""),
        membershipIndex.phase(client).map(NumberText::name).orElse(""),
        slots.stream()
            .flatMap(slot -> slot.cluster().stream())
            .distinct()
            .sorted()
            .map(Object::toString)
            .toList(),
        slots.stream().mapToLong(SlotStatus::samples).sum(),
        count.accepted(),
        count.quarantined(),
        SlotRow.text(count.newest()),
        slots.stream().map(SlotRow::of).toList());
  }

  /** Returns the row of a pattern that blocks matching clients, future ones included. */
  public static ClientRow of(ClientPolicy pattern) {
    String name = pattern.clients().value();
    String why = pattern.ruling().toString();
    return new ClientRow(name, "blocks", name, why, "", "", "", List.of(), 0, 0, 0, "", List.of());
  }

  private static String by(ClientRegistration registration) {
    return registration.isOrdered() ? registration.ruling().toString() : "first use";
  }

  /** Returns the cells of a table. */
  public List<String> cells() {
    return List.of(
        client,
        standing,
        Integer.toString(slots.size()),
        clusters.stream().collect(Collectors.joining(" ")),
        Long.toString(samples),
        Long.toString(accepted),
        Long.toString(quarantined),
        newestDecisionAt,
        blockedBy.equals(client) ? why : why.isEmpty() ? "" : blockedBy + ", " + why);
  }
}
