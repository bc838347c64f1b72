package io.tributary.infra.registry;

import io.tributary.infra.registry.store.Registry;
import io.tributary.infra.registry.store.RegistryChange.Version;
import io.tributary.infra.registry.store.RegistryRefusal;
import io.tributary.infra.registry.store.SchemaBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Implements {@code /schemas}: schemas by the ids that records carry, and all of them. */
final class SchemaRoutes {
  private static final String DELETED = "deleted";

  private final Registry registry;

  SchemaRoutes(Registry registry) {
    this.registry = registry;
  }

  List<RegistryRoute> routes() {
    return List.of(
        RegistryRoute.of("GET", "/schemas", this::all),
        RegistryRoute.of("GET", "/schemas/types", call -> List.of("AVRO")),
        RegistryRoute.of("GET", "/schemas/ids/:id", this::byId),
        RegistryRoute.of(
            "GET", "/schemas/ids/:id/schema", call -> new RegistryRoute.Verbatim(text(call))),
        RegistryRoute.of("GET", "/schemas/ids/:id/subjects", this::subjects),
        RegistryRoute.of("GET", "/schemas/ids/:id/versions", this::versions));
  }

  private Object all(RegistryRequest call) {
    String prefix = call.query().getOrDefault("subjectPrefix", "");
    int limit = call.number("limit", Integer.MAX_VALUE);
    return registry.read(
        book ->
            listed(book, call, prefix)
                .skip(call.number("offset", 0))
                .limit(limit)
                .map(SubjectRoutes::described)
                .toList());
  }

  private static Stream<Version> listed(SchemaBook book, RegistryRequest call, String prefix) {
    return book.subjects().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> book.versions(name, call.asks(DELETED)))
        .filter(versions -> !versions.isEmpty())
        .flatMap(
            versions ->
                call.asks("latestOnly")
                    ? Stream.of(versions.get(versions.size() - 1))
                    : versions.stream());
  }

  private Object byId(RegistryRequest call) {
    String text = text(call);
    var view = new LinkedHashMap<String, Object>();
    view.put("schema", text);
    if (call.asks("fetchMaxId")) {
      view.put("maxId", registry.read(SchemaBook::lastId));
    }
    return view;
  }

  private String text(RegistryRequest call) {
    return call.id()
        .flatMap(id -> registry.read(book -> book.text(id)))
        .orElseThrow(() -> RegistryRefusal.noSchema(" " + call.path().get("id")));
  }

  private Object subjects(RegistryRequest call) {
    return having(call).map(Version::subject).distinct().toList();
  }

  private Object versions(RegistryRequest call) {
    return having(call)
        .map(version -> Map.of("subject", version.subject(), "version", version.number()))
        .toList();
  }

  private Stream<Version> having(RegistryRequest call) {
    String text = text(call);
    return registry.read(book -> book.versions(call.asks(DELETED))).stream()
        .filter(version -> version.schema().equals(text));
  }
}
