// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.Experiment;
import io.openinference.phoenix.PhoenixClient;
import org.jspecify.annotations.Nullable;

/**
 * Where an experiment is.
 *
 * @param experimentId the id, or an empty text if the experiment is on no server
 * @param datasetId the id of the dataset, or an empty text if the experiment is on no server
 * @param baseUrl the address of Phoenix, or null if the experiment is on no server
 */
record ExperimentPlace(
    String experimentId,
    String name,
    String datasetId,
    @Nullable String projectName,
    @Nullable String baseUrl) {

  static ExperimentPlace of(Experiment experiment, PhoenixClient client) {
    return new ExperimentPlace(
        experiment.id(),
        experiment.name(),
        experiment.datasetId(),
        experiment.projectName(),
        client.baseUrl());
  }

  static ExperimentPlace nowhere(String name) {
    return new ExperimentPlace("", name, "", null, null);
  }

  @Nullable String url() {
    return baseUrl == null
        ? null
        : baseUrl + "/datasets/" + datasetId + "/compare?experimentId=" + experimentId;
  }

  @Nullable String traceUrl(String traceId) {
    return baseUrl == null ? null : baseUrl + "/redirects/traces/" + traceId;
  }
}
