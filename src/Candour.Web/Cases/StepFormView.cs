using Candour.Engine.Procedures;
using Candour.Web.Pages;

namespace Candour.Web.Cases;

/// <summary>What the form of a step is made of.</summary>
/// <param name="Step">The open step.</param>
/// <param name="Sent">What was sent before, so that nothing typed is lost.</param>
/// <param name="Page">Says what is wrong.</param>
public sealed record StepFormView(OpenStep Step, IFormCollection Sent, FormPage Page);
