// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps large images in a folder, so that a span holds only their address.
 *
 * <p>{@link io.openinference.blob.folder.FolderBlobUploader} is the door for code; {@code
 * OPENINFERENCE_BLOB_UPLOADER=folder} needs none.
 */
@NullMarked
package io.openinference.blob.folder;

import org.jspecify.annotations.NullMarked;
