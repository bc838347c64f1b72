package io.tributary.infra.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.registry.store.Registry;
import io.tributary.infra.registry.store.Registry.Outcome;
import io.tributary.infra.registry.store.RegistryChange;
import io.tributary.infra.registry.store.RegistryChange.Erasure;
import io.tributary.infra.registry.store.RegistryChange.Mode;
import io.tributary.infra.registry.store.RegistryChange.Rule;
import io.tributary.infra.registry.store.RegistryChange.Version;
import io.tributary.infra.registry.store.RegistryRefusal;
import io.tributary.infra.registry.store.SchemaBook;
import io.tributary.infra.registry.store.SchemaRegistrations;
import io.tributary.infra.registry.store.SchemaRegistrations.Wish;
import io.tributary.infra.registry.store.VersionNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Implements {@code /subjects}: the schemas that are registered under a name. */
final class SubjectRoutes {
  private static final String DELETED = "deleted";
  private static final String PERMANENT = "permanent";
  private static final String VERSION = "/subjects/:subject/versions/:version";

  private final Registry registry;

  SubjectRoutes(Registry registry) {
    this.registry = registry;
  }

  List<RegistryRoute> routes() {
    return List.of(
        RegistryRoute.of("GET", "/subjects", this::names),
        RegistryRoute.of("POST", "/subjects/:subject", this::lookUp),
        RegistryRoute.of("DELETE", "/subjects/:subject", this::deleteSubject),
        RegistryRoute.of("GET", "/subjects/:subject/versions", this::numbers),
        RegistryRoute.of("POST", "/subjects/:subject/versions", this::register),
        RegistryRoute.of("GET", VERSION, call -> described(version(call))),
        RegistryRoute.of("DELETE", VERSION, this::deleteVersion),
        RegistryRoute.of(
            "GET", VERSION + "/schema", call -> new RegistryRoute.Verbatim(version(call).schema())),
        RegistryRoute.of("GET", VERSION + "/referencedby", this::referencedBy));
  }

  static Map<String, Object> described(Version version) {
    var view = new LinkedHashMap<String, Object>();
    view.put("subject", version.subject());
    view.put("version", version.number());
    view.put("id", version.id());
    view.put("schema", version.schema());
    return view;
  }

  private Object names(RegistryRequest call) {
    String prefix = call.query().getOrDefault("subjectPrefix", "");
    boolean only = call.asks("deletedOnly");
    return registry.read(
        book ->
            book.subjects().stream()
                .filter(name -> name.startsWith(prefix))
                .filter(
                    name -> {
                      boolean listed = !book.versions(name, false).isEmpty();
                      return only ? !listed : listed || call.asks(DELETED);
                    })
                .toList());
  }

  private Object numbers(RegistryRequest call) {
    return registry.read(book -> numbers(versions(book, call.subject(), call.asks(DELETED))));
  }

  private static List<Integer> numbers(List<Version> versions) {
    return versions.stream().map(Version::number).toList();
  }

  /** Returns the versions of a subject; throws if there are none. */
  private static List<Version> versions(SchemaBook book, String subject, boolean withDeleted) {
    List<Version> versions = book.versions(subject, withDeleted);
    if (versions.isEmpty()) {
      throw RegistryRefusal.noSubject(subject);
    }
    return versions;
  }

  private Version version(RegistryRequest call) {
    return registry.read(book -> version(book, call, call.asks(DELETED)));
  }

  static Version version(SchemaBook book, RegistryRequest call, boolean withDeleted) {
    VersionNumber wanted = VersionNumber.of(call.path().get("version"));
    return wanted
        .in(versions(book, call.subject(), withDeleted))
        .orElseThrow(() -> RegistryRefusal.noVersion(wanted));
  }

  private Object referencedBy(RegistryRequest call) {
    version(call);
    return List.of();
  }

  private Object lookUp(RegistryRequest call) {
    String schema = call.schema();
    return registry.read(
        book -> {
          versions(book, call.subject(), call.asks(DELETED));
          return new SchemaRegistrations(book)
              .listed(call.subject(), schema, call.asks(DELETED))
              .map(SubjectRoutes::described)
              .orElseThrow(() -> RegistryRefusal.noSchema(""));
        });
  }

  private Object register(RegistryRequest call) {
    JsonNode body = call.json();
    var wish =
        new Wish(call.subject(), call.schema(), positive(body, "id"), positive(body, "version"));
    return registry.change(
        book -> {
          var registrations = new SchemaRegistrations(book);
          Optional<Version> listed = registrations.listed(wish.subject(), wish.schema(), false);
          Version version = listed.orElseGet(() -> registrations.next(wish));
          List<RegistryChange> changes = listed.isPresent() ? List.of() : List.of(version);
          return new Outcome<Object>(changes, Map.of("id", version.id()));
        });
  }

  /** Returns a positive number; clients send 0 or -1 for none. */
  private static Optional<Integer> positive(JsonNode body, String name) {
    return Optional.of(body.path(name).asInt()).filter(number -> number > 0);
  }

  private Object deleteVersion(RegistryRequest call) {
    return registry.change(
        book -> {
          new SchemaRegistrations(book).requireWritable(call.subject());
          Version version = version(book, call, true);
          if (call.asks(PERMANENT) && !version.deleted()) {
            throw RegistryRefusal.versionIsNotDeleted(call.subject(), version.number());
          }
          if (!call.asks(PERMANENT) && version.deleted()) {
            throw RegistryRefusal.versionIsDeleted(call.subject(), version.number());
          }
          return new Outcome<Object>(List.of(removal(call).apply(version)), version.number());
        });
  }

  private static Function<Version, RegistryChange> removal(RegistryRequest call) {
    return version ->
        call.asks(PERMANENT)
            ? new Erasure(version.subject(), version.number())
            : version.asDeleted();
  }

  private Object deleteSubject(RegistryRequest call) {
    String subject = call.subject();
    return registry.change(
        book -> {
          new SchemaRegistrations(book).requireWritable(subject);
          versions(book, subject, true);
          List<Version> listed = book.versions(subject, false);
          if (call.asks(PERMANENT) && !listed.isEmpty()) {
            throw RegistryRefusal.subjectIsNotDeleted(subject);
          }
          if (!call.asks(PERMANENT) && listed.isEmpty()) {
            throw RegistryRefusal.subjectIsDeleted(subject);
          }
          List<Version> gone = call.asks(PERMANENT) ? book.versions(subject, true) : listed;
          var changes = new ArrayList<RegistryChange>(gone.stream().map(removal(call)).toList());
          book.ownRule(subject)
              .ifPresent(rule -> changes.add(new Rule(Optional.of(subject), Optional.empty())));
          book.ownMode(subject)
              .ifPresent(mode -> changes.add(new Mode(Optional.of(subject), Optional.empty())));
          return new Outcome<Object>(changes, numbers(gone));
        });
  }
}
