// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The operations that a server's own description names. */
@Tag("phoenix-only")
class OperationsIT extends AbstractPhoenixIT {

  /** The queries of spans, which Phoenix's description does not name. */
  private static final Set<String> HIDDEN = Set.of("POST /v1/spans");

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Test
  void areThoseOfTheList() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/openapi.json")).build();
    String description = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    Set<String> served = new TreeSet<>(HIDDEN);
    Json.map(Json.map(new Json().read(description)).get("paths"))
        .forEach(
            (path, methods) ->
                Json.map(methods).keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> served.add(method.toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(new TreeSet<>(OperationsTest.operations().keySet())).isEqualTo(served);
  }
}
