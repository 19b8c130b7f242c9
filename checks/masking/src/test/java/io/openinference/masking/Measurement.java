// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.util.stream.Collectors.toCollection;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.testing.ReceivedRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets that scenarios planted, and those that arrived at the collector.
 *
 * @param secrets what each scenario planted, by the scenario's name
 * @param shown the positions whose secret left, by the scenario's name
 * @param requests what arrived
 */
record Measurement(
    Map<String, Secrets> secrets,
    Map<String, Set<Position>> shown,
    List<ReceivedRequest> requests) {

  /** Runs scenarios with what settings hide, and sends their spans. */
  static Measurement of(
      Application application,
      Map<String, Scenario> scenarios,
      Set<Setting> settings,
      SecretsFactory factory)
      throws Exception {
    application.configure(config(settings).build());
    return of(application, scenarios, factory);
  }

  /** Runs scenarios with what the application is configured to hide, and sends their spans. */
  static Measurement of(
      Application application, Map<String, Scenario> scenarios, SecretsFactory factory)
      throws Exception {
    Map<String, Secrets> secrets = new LinkedHashMap<>();
    for (Map.Entry<String, Scenario> scenario : scenarios.entrySet()) {
      Secrets planted = factory.create();
      scenario.getValue().run(application, planted);
      secrets.put(scenario.getKey(), planted);
    }
    List<ReceivedRequest> requests = application.export();
    Haystack bytes = new Haystack(Application.bytes(requests));
    Map<String, Set<Position>> shown = new LinkedHashMap<>();
    secrets.forEach((scenario, planted) -> shown.put(scenario, shown(planted, bytes)));
    return new Measurement(secrets, shown, requests);
  }

  static TraceConfigBuilder config(Set<Setting> settings) {
    TraceConfigBuilder builder = TraceConfig.builder();
    settings.forEach(setting -> setting.applyTo(builder));
    return builder;
  }

  Set<Position> planted(String scenario) {
    return secrets.get(scenario).planted().keySet();
  }

  /** Returns the positions of a scenario whose secret left. */
  Set<Position> shown(String scenario) {
    return shown.get(scenario);
  }

  private static Set<Position> shown(Secrets secrets, Haystack bytes) {
    return secrets.planted().entrySet().stream()
        .filter(planted -> planted.getValue().forms().stream().anyMatch(bytes::contains))
        .map(Map.Entry::getKey)
        .collect(toCollection(() -> EnumSet.noneOf(Position.class)));
  }

  /** Makes what one scenario plants. */
  interface SecretsFactory {
    Secrets create();
  }
}
