package io.tributary.aggregation.topology;

import io.tributary.schemas.event.ClientRegistration;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import org.junit.jupiter.api.AfterEach;

/** A federation of two clients that sign, and one that uses the name of another. */
abstract class SignedFederation {
  static final ClusterId C0 = new ClusterId(0);
  private static final OperatorDecision OPERATOR = new OperatorDecision("mira", "new laptop");

  TopologyHarness harness = harness(MembershipSettings.open());
  final SignedClient alice = SignedClient.of(harness.spec(), "alice", 1);
  final SignedClient bob = SignedClient.of(harness.spec(), "bob", 2);

  /** Uses alice's name with a key of its own. */
  final SignedClient mallory = SignedClient.of(harness.spec(), "alice", 66);

  @AfterEach
  void close() {
    harness.close();
  }

  void bothJoin() {
    harness.announce(alice.embedding(0, 1));
    harness.announce(bob.embedding(0, 1));
  }

  void register(String client, SignedClient owner) {
    var order =
        new ClientRegistration(
            alice.client().slot().client().value().equals(client)
                ? alice.client().slot().client()
                : bob.client().slot().client(),
            owner.identity().key(),
            OPERATOR,
            FakeClient.NOW);
    harness.sendRaw(
        harness.topics().clientRegistrations(),
        client,
        harness.codecs().clientRegistration().encode(order));
  }

  static TopologyHarness harness(MembershipSettings membership) {
    FederationSpec spec = Federations.rounds(Federations.one(2)).with(membership);
    return new TopologyHarness(spec);
  }
}
