// SPDX-License-Identifier: Apache-2.0
/**
 * Stores large images in a folder, so that the span holds only a URI.
 *
 * <p>Use {@link io.openinference.blob.folder.FolderBlobUploader} in code, or set {@code
 * OPENINFERENCE_BLOB_UPLOADER=folder} without any code.
 */
@NullMarked
package io.openinference.blob.folder;

import org.jspecify.annotations.NullMarked;
