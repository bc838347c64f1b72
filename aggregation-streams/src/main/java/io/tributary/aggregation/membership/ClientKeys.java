package io.tributary.aggregation.membership;

import io.tributary.aggregation.gate.Rejection;
import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.identity.ClientKey;
import io.tributary.schemas.identity.SignatureWithKey;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MembershipSettings.Mode;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Keeps the key that each client's records must be signed with. Where membership is open, the first
 * key that a client announces with is bound to its name; an operator may bind another one.
 */
public final class ClientKeys {
  /**
   * The largest number of clients with a key, those that an operator registered included. From then
   * on no name is bound by its first use. With their keys they take some ten megabytes.
   */
  static final int MAX_FIRST_USES = 100_000;

  /** The number of names that are forgotten at a time, because finding one means looking at all. */
  private static final int FORGOTTEN = 1_000;

  private final Mode mode;
  private final SortedMap<ClientId, ClientRegistration> registrations = new TreeMap<>();

  /** Starts from the registrations that are valid now. */
  public ClientKeys(MembershipSettings settings, Collection<ClientRegistration> registrations) {
    mode = settings.mode();
    registrations.forEach(known -> this.registrations.put(known.client(), known));
  }

  /** Returns the client's key; empty if it has none, or records are not signed. */
  public Optional<ClientKey> key(ClientId client) {
    return Optional.ofNullable(registrations.get(client)).map(ClientRegistration::key);
  }

  /** Returns why the author of an announcement may not sign for its client; empty if it may. */
  public Optional<Rejection> refuse(TaskEmbedding announced) {
    if (mode == Mode.UNSIGNED) {
      return Optional.empty();
    }
    ClientId client = announced.slot().client();
    Optional<ClientKey> author = announced.authorship().map(SignatureWithKey::key);
    Optional<ClientKey> known = key(client);
    if (known.isPresent()) {
      return known.equals(author) ? Optional.empty() : Optional.of(mismatch(client, author));
    }
    if (mode == Mode.REGISTERED) {
      return Optional.of(
          new Rejection(
              RejectReason.NOT_REGISTERED,
              "client "
                  + client
                  + " must have a key that an operator registered: tributary clients register "
                  + client
                  + " --public-key "
                  + author.map(ClientKey::hex).orElse("KEY")));
    }
    return !isFull()
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                RejectReason.FEDERATION_FULL,
                "a name is taken by its first use while fewer than "
                    + MAX_FIRST_USES
                    + " clients have a key, which as many have: have an operator register it"
                    + " (tributary clients register)"));
  }

  /** Returns whether an announcement was refused because too many names are bound. */
  public static boolean isForWantOfRoom(Rejection refused) {
    return refused.reason() == RejectReason.FEDERATION_FULL;
  }

  private boolean isFull() {
    return registrations.size() >= MAX_FIRST_USES;
  }

  /**
   * Returns names to forget when there is no room: those that were bound first, by first use, of
   * clients that no longer take part. A client that comes back binds its name anew, unless another
   * client did so meanwhile; a client that must not lose its name needs an operator to register its
   * key.
   *
   * @param needed returns whether a client takes part, or operators decided about it
   */
  public List<ClientId> idle(Predicate<ClientId> needed) {
    if (!isFull()) {
      return List.of();
    }
    return registrations.values().stream()
        .filter(known -> !known.isOrdered() && !needed.test(known.client()))
        .sorted(
            Comparator.comparing(ClientRegistration::at).thenComparing(ClientRegistration::client))
        .limit(FORGOTTEN)
        .map(ClientRegistration::client)
        .toList();
  }

  /**
   * Returns the registration that an accepted announcement makes, if it is the first of its client.
   */
  public Optional<ClientRegistration> firstUse(TaskEmbedding announced, Instant at) {
    ClientId client = announced.slot().client();
    if (mode != Mode.OPEN || registrations.containsKey(client)) {
      return Optional.empty();
    }
    Optional<ClientRegistration> made =
        announced
            .authorship()
            .map(
                author ->
                    new ClientRegistration(client, author.key(), ClientRegistration.FIRST_USE, at));
    made.ifPresent(known -> registrations.put(client, known));
    return made;
  }

  /** Binds a key by an operator's order; returns whether that changes anything. */
  public boolean register(ClientRegistration order) {
    return mode != Mode.UNSIGNED && !order.equals(registrations.put(order.client(), order));
  }

  /** Removes a client's key by an operator's order; returns whether it had one. */
  public boolean remove(ClientId client) {
    return registrations.remove(client) != null;
  }

  private Rejection mismatch(ClientId client, Optional<ClientKey> author) {
    ClientRegistration known = registrations.get(client);
    return new Rejection(
        RejectReason.KEY_MISMATCH,
        "client "
            + client
            + " signs with key "
            + known.key().shortForm()
            + " since "
            + known.at()
            + ", was "
            + author.map(ClientKey::shortForm).orElse("none")
            + ": use the client's own state folder, or have an operator register the new key"
            + " (tributary clients register)");
  }
}
