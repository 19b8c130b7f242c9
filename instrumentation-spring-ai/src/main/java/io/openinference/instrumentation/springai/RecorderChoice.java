// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;

/** Chooses the recorder of an observation, where the kind of the span depends on its data. */
interface RecorderChoice {

  /** Returns the recorder of an observation. */
  ObservationRecorder<?, ?> of(Observation.Context observation);
}
