package holotree.fs.windows;

import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import org.junit.jupiter.api.Test;

/// The offsets against the structures as the headers declare them, field by field, each aligned by its size.
class StructuresTest {

  private static void requireAt(StructLayout structure, String field, int offset) {
    assertThat(structure.byteOffset(PathElement.groupElement(field))).as(field).isEqualTo(offset);
  }

  @Test
  void unicodeString_isAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_SHORT.withName("Length"),
            JAVA_SHORT.withName("MaximumLength"),
            paddingLayout(4),
            ADDRESS.withName("Buffer"));
    requireAt(declared, "Length", Structures.UnicodeString.LENGTH);
    requireAt(declared, "MaximumLength", Structures.UnicodeString.MAXIMUM_LENGTH);
    requireAt(declared, "Buffer", Structures.UnicodeString.BUFFER);
    assertThat(declared.byteSize()).isEqualTo(Structures.UnicodeString.SIZE);
  }

  @Test
  void objectAttributes_areAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_INT.withName("Length"),
            paddingLayout(4),
            ADDRESS.withName("RootDirectory"),
            ADDRESS.withName("ObjectName"),
            JAVA_INT.withName("Attributes"),
            paddingLayout(4),
            ADDRESS.withName("SecurityDescriptor"),
            ADDRESS.withName("SecurityQualityOfService"));
    requireAt(declared, "Length", Structures.ObjectAttributes.LENGTH);
    requireAt(declared, "RootDirectory", Structures.ObjectAttributes.ROOT_DIRECTORY);
    requireAt(declared, "ObjectName", Structures.ObjectAttributes.OBJECT_NAME);
    requireAt(declared, "Attributes", Structures.ObjectAttributes.ATTRIBUTES);
    assertThat(declared.byteSize()).isEqualTo(Structures.ObjectAttributes.SIZE);
  }

  @Test
  void newName_isAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_INT.withName("Flags"),
            paddingLayout(4),
            ADDRESS.withName("RootDirectory"),
            JAVA_INT.withName("FileNameLength"),
            JAVA_CHAR.withName("FileName"),
            paddingLayout(2));
    requireAt(declared, "Flags", Structures.NewName.FLAGS);
    requireAt(declared, "RootDirectory", Structures.NewName.ROOT_DIRECTORY);
    requireAt(declared, "FileNameLength", Structures.NewName.FILE_NAME_LENGTH);
    requireAt(declared, "FileName", Structures.NewName.FILE_NAME);
    assertThat(declared.byteSize()).isEqualTo(Structures.NewName.SMALLEST);
  }

  @Test
  void ioStatusBlock_isAsDeclared() {
    assertThat(
            structLayout(ADDRESS.withName("Pointer"), JAVA_LONG.withName("Information")).byteSize())
        .isEqualTo(Structures.IoStatusBlock.SIZE);
  }

  @Test
  void fsSizeInformation_isAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_LONG.withName("TotalAllocationUnits"),
            JAVA_LONG.withName("AvailableAllocationUnits"),
            JAVA_INT.withName("SectorsPerAllocationUnit"),
            JAVA_INT.withName("BytesPerSector"));
    requireAt(declared, "SectorsPerAllocationUnit", Structures.FsSize.SECTORS_PER_ALLOCATION_UNIT);
    requireAt(declared, "BytesPerSector", Structures.FsSize.BYTES_PER_SECTOR);
    assertThat(declared.byteSize()).isEqualTo(Structures.FsSize.SIZE);
  }

  @Test
  void basicInfo_isAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_LONG.withName("CreationTime"),
            JAVA_LONG.withName("LastAccessTime"),
            JAVA_LONG.withName("LastWriteTime"),
            JAVA_LONG.withName("ChangeTime"),
            JAVA_INT.withName("FileAttributes"),
            paddingLayout(4));
    requireAt(declared, "CreationTime", Structures.BasicInfo.CREATION_TIME);
    requireAt(declared, "LastWriteTime", Structures.BasicInfo.LAST_WRITE_TIME);
    requireAt(declared, "ChangeTime", Structures.BasicInfo.CHANGE_TIME);
    requireAt(declared, "FileAttributes", Structures.BasicInfo.FILE_ATTRIBUTES);
    assertThat(declared.byteSize()).isEqualTo(Structures.BasicInfo.SIZE);
  }

  @Test
  void standardInfo_isAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_LONG.withName("AllocationSize"),
            JAVA_LONG.withName("EndOfFile"),
            JAVA_INT.withName("NumberOfLinks"),
            JAVA_BYTE.withName("DeletePending"),
            JAVA_BYTE.withName("Directory"),
            paddingLayout(2));
    requireAt(declared, "AllocationSize", Structures.StandardInfo.ALLOCATION_SIZE);
    requireAt(declared, "EndOfFile", Structures.StandardInfo.END_OF_FILE);
    requireAt(declared, "NumberOfLinks", Structures.StandardInfo.NUMBER_OF_LINKS);
    assertThat(declared.byteSize()).isEqualTo(Structures.StandardInfo.SIZE);
  }

  @Test
  void idsAndTags_areAsDeclared() {
    StructLayout id =
        structLayout(
            JAVA_LONG.withName("VolumeSerialNumber"),
            sequenceLayout(16, JAVA_BYTE).withName("FileId"));
    requireAt(id, "VolumeSerialNumber", Structures.IdInfo.VOLUME_SERIAL_NUMBER);
    requireAt(id, "FileId", Structures.IdInfo.FILE_ID_LOW);
    assertThat(Structures.IdInfo.FILE_ID_HIGH).isEqualTo(Structures.IdInfo.FILE_ID_LOW + 8);
    assertThat(id.byteSize()).isEqualTo(Structures.IdInfo.SIZE);
    StructLayout tag =
        structLayout(JAVA_INT.withName("FileAttributes"), JAVA_INT.withName("ReparseTag"));
    requireAt(tag, "ReparseTag", Structures.AttributeTagInfo.REPARSE_TAG);
    assertThat(tag.byteSize()).isEqualTo(Structures.AttributeTagInfo.SIZE);
  }

  @Test
  void byHandleFileInformation_isAsDeclared() {
    StructLayout time = structLayout(JAVA_INT, JAVA_INT);
    StructLayout declared =
        structLayout(
            JAVA_INT.withName("dwFileAttributes"),
            time.withName("ftCreationTime"),
            time.withName("ftLastAccessTime"),
            time.withName("ftLastWriteTime"),
            JAVA_INT.withName("dwVolumeSerialNumber"),
            JAVA_INT.withName("nFileSizeHigh"),
            JAVA_INT.withName("nFileSizeLow"),
            JAVA_INT.withName("nNumberOfLinks"),
            JAVA_INT.withName("nFileIndexHigh"),
            JAVA_INT.withName("nFileIndexLow"));
    requireAt(declared, "dwVolumeSerialNumber", Structures.OldInfo.VOLUME_SERIAL_NUMBER);
    requireAt(declared, "nFileIndexHigh", Structures.OldInfo.FILE_INDEX_HIGH);
    requireAt(declared, "nFileIndexLow", Structures.OldInfo.FILE_INDEX_LOW);
    assertThat(declared.byteSize()).isEqualTo(Structures.OldInfo.SIZE);
  }

  @Test
  void directoryInfo_isAsDeclared() {
    StructLayout declared =
        structLayout(
            JAVA_INT.withName("NextEntryOffset"),
            JAVA_INT.withName("FileIndex"),
            JAVA_LONG.withName("CreationTime"),
            JAVA_LONG.withName("LastAccessTime"),
            JAVA_LONG.withName("LastWriteTime"),
            JAVA_LONG.withName("ChangeTime"),
            JAVA_LONG.withName("EndOfFile"),
            JAVA_LONG.withName("AllocationSize"),
            JAVA_INT.withName("FileAttributes"),
            JAVA_INT.withName("FileNameLength"),
            JAVA_INT.withName("EaSize"),
            JAVA_BYTE.withName("ShortNameLength"),
            paddingLayout(1),
            sequenceLayout(12, JAVA_CHAR).withName("ShortName"),
            paddingLayout(2),
            JAVA_LONG.withName("FileId"),
            JAVA_CHAR.withName("FileName"));
    requireAt(declared, "NextEntryOffset", Structures.DirectoryInfo.NEXT_ENTRY_OFFSET);
    requireAt(declared, "FileNameLength", Structures.DirectoryInfo.FILE_NAME_LENGTH);
    requireAt(declared, "FileName", Structures.DirectoryInfo.FILE_NAME);
  }

  @Test
  void reparseDataBuffer_isAsDeclared() {
    StructLayout link =
        structLayout(
            JAVA_INT.withName("ReparseTag"),
            JAVA_SHORT.withName("ReparseDataLength"),
            JAVA_SHORT.withName("Reserved"),
            JAVA_SHORT.withName("SubstituteNameOffset"),
            JAVA_SHORT.withName("SubstituteNameLength"),
            JAVA_SHORT.withName("PrintNameOffset"),
            JAVA_SHORT.withName("PrintNameLength"),
            JAVA_INT.withName("Flags"),
            JAVA_CHAR.withName("PathBuffer"));
    requireAt(link, "ReparseTag", Structures.ReparseDataBuffer.REPARSE_TAG);
    requireAt(link, "SubstituteNameOffset", Structures.ReparseDataBuffer.SUBSTITUTE_NAME_OFFSET);
    requireAt(link, "SubstituteNameLength", Structures.ReparseDataBuffer.SUBSTITUTE_NAME_LENGTH);
    requireAt(link, "PrintNameOffset", Structures.ReparseDataBuffer.PRINT_NAME_OFFSET);
    requireAt(link, "PrintNameLength", Structures.ReparseDataBuffer.PRINT_NAME_LENGTH);
    requireAt(link, "PathBuffer", Structures.ReparseDataBuffer.SYMBOLIC_LINK_PATH);
    // A junction has no flags.
    assertThat(Structures.ReparseDataBuffer.MOUNT_POINT_PATH)
        .isEqualTo(Structures.ReparseDataBuffer.SYMBOLIC_LINK_PATH - 4);
  }

  @Test
  void overlappedAndDuplicateExtents_areAsDeclared() {
    StructLayout overlapped =
        structLayout(
            JAVA_LONG.withName("Internal"),
            JAVA_LONG.withName("InternalHigh"),
            JAVA_INT.withName("Offset"),
            JAVA_INT.withName("OffsetHigh"),
            ADDRESS.withName("hEvent"));
    requireAt(overlapped, "Offset", Structures.Overlapped.OFFSET);
    requireAt(overlapped, "OffsetHigh", Structures.Overlapped.OFFSET_HIGH);
    assertThat(overlapped.byteSize()).isEqualTo(Structures.Overlapped.SIZE);
    StructLayout extents =
        structLayout(
            ADDRESS.withName("FileHandle"),
            JAVA_LONG.withName("SourceFileOffset"),
            JAVA_LONG.withName("TargetFileOffset"),
            JAVA_LONG.withName("ByteCount"));
    requireAt(extents, "FileHandle", Structures.DuplicateExtents.FILE_HANDLE);
    requireAt(extents, "SourceFileOffset", Structures.DuplicateExtents.SOURCE_FILE_OFFSET);
    requireAt(extents, "TargetFileOffset", Structures.DuplicateExtents.TARGET_FILE_OFFSET);
    requireAt(extents, "ByteCount", Structures.DuplicateExtents.BYTE_COUNT);
    assertThat(extents.byteSize()).isEqualTo(Structures.DuplicateExtents.SIZE);
  }
}
