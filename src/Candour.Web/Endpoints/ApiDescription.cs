using Microsoft.AspNetCore.OpenApi;

namespace Candour.Web.Endpoints;

/// <summary>What the description of the API says of itself.</summary>
internal static class ApiDescription
{
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new() { Title = "Candour", Version = "v1", Description = "Checks a post against a social media policy, and answers “may I ...?”. Every answer names the clause it comes from." };
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
