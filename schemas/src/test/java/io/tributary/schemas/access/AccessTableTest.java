package io.tributary.schemas.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.topic.TopicSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may do what, written down a second time. */
class AccessTableTest {
  private static final TopicCatalogue TOPICS = new TopicCatalogue("clinics", 2);
  private static final AccessTable TABLE = new AccessTable(TOPICS);
  private static final ClientId WARD = new ClientId("ward");

  @Test
  void everyTopicOfTheCatalogueIsInTheTableOnce() {
    assertThat(TABLE.byTopic().stream().map(access -> access.topic().name()))
        .containsExactlyInAnyOrderElementsOf(TOPICS.all().stream().map(TopicSpec::name).toList());
  }

  @Test
  void onlyTheseRolesWrite() {
    assertThat(
            TABLE.byTopic().stream()
                .map(
                    access ->
                        access.topic().name().replace("clinics.", "")
                            + " "
                            + words(access.writers())))
        .containsExactlyInAnyOrder(
            "federation bootstrap",
            "task-embeddings worker",
            "adapter-updates worker",
            "update-chunks worker",
            "update-rulings operator",
            "worker-reports worker",
            "client-policy operator",
            "client-registrations operator",
            "client-keys aggregator",
            "cluster-events aggregator",
            "cluster-state aggregator",
            "chunk-events aggregator",
            "update-ledger aggregator",
            "quarantine aggregator",
            "global-adapters aggregator",
            "global-adapter-chunks aggregator",
            "personal-adapters aggregator");
  }

  @Test
  void aClientReadsNothingThatAnotherClientWrote() {
    Set<String> written = names(ProgramRole.WORKER, AccessOperation.WRITE);
    assertThat(written).hasSize(4);
    assertThat(names(ProgramRole.WORKER, AccessOperation.READ))
        .doesNotContainAnyElementsOf(written);
    assertThat(names(ProgramRole.ROUTER, AccessOperation.READ))
        .doesNotContainAnyElementsOf(written);
    assertThat(names(ProgramRole.WORKER, AccessOperation.READ))
        .doesNotContain("clinics.quarantine");
  }

  @Test
  void aClientsTransactionalIdIsItsOwnAndLiteral() {
    assertThat(transactions(TABLE.ofClient(WARD)))
        .containsExactly(
            new AccessResource(AccessResource.Kind.TRANSACTIONAL_ID, "clinics/worker/ward", false));
  }

  @Test
  void noNameOfOursBeginsWithTheBoundPrefixOfAnotherRole() {
    // Clients and federations whose names are chosen to be taken for somebody else.
    Stream.of("operator", "operator.x", "federation.publisher", "contract", "worker", "aggregator")
        .map(ClientId::new)
        .map(client -> new FederationNames("clinics").transactionsOf(client))
        .forEach(
            id ->
                assertThat(prefixes())
                    .noneSatisfy(prefix -> assertThat(id).startsWith(prefix.name())));
    for (String federation : new String[] {"clinics.worker", "clinics.operator", "clinics2"}) {
      var names = new FederationNames(federation);
      assertThat(
              Stream.of(
                  names.contract(),
                  names.transactionsOf(WARD),
                  names.operatorPrefix() + "1",
                  names.aggregatorPrefix() + "1"))
          .noneSatisfy(
              id ->
                  assertThat(prefixes())
                      .anySatisfy(prefix -> assertThat(id).startsWith(prefix.name())));
    }
  }

  @Test
  void onlyBootstrapCreatesTopicsOfTheCatalogue() {
    for (ProgramRole role : ProgramRole.values()) {
      assertThat(
              names(role, AccessOperation.CREATE).stream()
                  .filter(name -> name.startsWith("clinics.")))
          .hasSize(role == ProgramRole.BOOTSTRAP ? TOPICS.all().size() : 0);
    }
  }

  @Test
  void onlyBootstrapAltersTopicsAndOnlyThoseThatTheBrokerDates() {
    for (ProgramRole role : ProgramRole.values()) {
      assertThat(names(role, AccessOperation.ALTER_CONFIGS))
          .isEqualTo(
              role == ProgramRole.BOOTSTRAP
                  ? names(ProgramRole.WORKER, AccessOperation.WRITE)
                  : Set.of());
    }
  }

  @Test
  void aWorkersAccessIsOneClients() {
    assertThatThrownBy(() -> TABLE.of(ProgramRole.WORKER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one client's");
    assertThat(AccessTable.ofFeed("rows").operations()).containsExactly(AccessOperation.READ);
  }

  @Test
  void nothingIsGrantedToEveryName() {
    assertThatThrownBy(() -> AccessTable.ofFeed("*")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<AccessResource> prefixes() {
    return Arrays.stream(ProgramRole.values())
        .filter(role -> role != ProgramRole.WORKER)
        .flatMap(role -> TABLE.of(role).stream())
        .map(AccessGrant::resource)
        .filter(AccessResource::prefix)
        .collect(Collectors.toSet());
  }

  private static Set<AccessResource> transactions(Collection<AccessGrant> grants) {
    return grants.stream()
        .map(AccessGrant::resource)
        .filter(resource -> resource.kind() == AccessResource.Kind.TRANSACTIONAL_ID)
        .collect(Collectors.toSet());
  }

  private static Set<String> names(ProgramRole role, AccessOperation operation) {
    return (role == ProgramRole.WORKER ? TABLE.ofClient(WARD) : TABLE.of(role))
        .stream()
            .filter(grant -> grant.resource().kind() == AccessResource.Kind.TOPIC)
            .filter(grant -> grant.operations().contains(operation))
            .map(grant -> grant.resource().name())
            .collect(Collectors.toSet());
  }

  private static String words(Set<ProgramRole> roles) {
    return roles.stream().map(ProgramRole::word).sorted().collect(Collectors.joining(" "));
  }
}
