using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace Candour.Engine.Screening;

/// <summary>What a picture file says about itself. The picture itself is not looked at.</summary>
public static class PictureMetadata
{
    /// <summary>Reads the metadata of a picture.</summary>
    /// <param name="picture">The file's bytes, from its beginning.</param>
    /// <param name="name">How the file is called in the sentences.</param>
    /// <returns>A sentence for each thing that the file gives away; empty when it gives away nothing.</returns>
    /// <exception cref="InvalidDataException">It is no picture that can be read.</exception>
    public static IReadOnlyList<string> Read(Stream picture, string name)
    {
        IReadOnlyList<MetadataExtractor.Directory> directories;
        try
        {
            directories = ImageMetadataReader.ReadMetadata(picture);
        }
        catch (Exception wrong) when (wrong is ImageProcessingException or IOException)
        {
            throw new InvalidDataException($"{name} is no picture that can be read. Give a JPEG, PNG, HEIC, WebP or TIFF file.", wrong);
        }

        var told = new List<string>();
        if (directories.OfType<GpsDirectory>().Any(d => d.GetGeoLocation() is { IsZero: false }))
        {
            told.Add($"{name} says where it was taken.");
        }

        if (Says(directories, ExifDirectoryBase.TagMake) || Says(directories, ExifDirectoryBase.TagModel) || Says(directories, ExifDirectoryBase.TagBodySerialNumber))
        {
            told.Add($"{name} says which device took it.");
        }

        if (Says(directories, ExifDirectoryBase.TagDateTimeOriginal))
        {
            told.Add($"{name} says when it was taken.");
        }

        if (Says(directories, ExifDirectoryBase.TagArtist) || Says(directories, ExifDirectoryBase.TagCopyright) || Says(directories, ExifDirectoryBase.TagUserComment))
        {
            told.Add($"{name} names a person or holds a remark.");
        }

        if (directories.OfType<ExifThumbnailDirectory>().Any(d => d.ContainsTag(ExifThumbnailDirectory.TagThumbnailLength)))
        {
            told.Add($"{name} holds a small copy of itself, which may show what was cropped away.");
        }

        return told;
    }

    private static bool Says(IEnumerable<MetadataExtractor.Directory> directories, int tag) =>
        directories.OfType<ExifDirectoryBase>().Any(d => !string.IsNullOrWhiteSpace(d.GetDescription(tag)));
}
