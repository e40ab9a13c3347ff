#version 120
// stroke.vert -- widens a map line to a constant width in screen pixels.
// Drawn by    paint/, one call per scene::StrokeItem.   Pairs with stroke.frag (fades the outermost pixel, cuts dashes)
// Per vertex  gl_Vertex.xy          map metres from the mesh's origin (small numbers, so float is exact enough)
//             gl_MultiTexCoord0.xy  metres along the line from its start; side: below 0 left, above 0 right,
//                             its size the share of the full width
//             gl_Color.rg           outward normal n, longer at mitred corners, as the bytes round(128 + 63 n)
// Uniforms    to_clip               clip = metres * to_clip.xy + to_clip.zw
//             metres_per_px         map metres per screen pixel          half_width_px   half the style's width, > 0
// Out         across_px             -reach at the left edge ... +reach at the right; 0 on the line
//             reach_px              how far the triangles reach: half the width and half a pixel to fade in
//             along_px              pixels from the line's start
//             thinness              1 from one pixel up; below that the width in pixels: thin lines fade, not vanish

uniform vec4 to_clip;
uniform float metres_per_px;
uniform float half_width_px;

varying float across_px;
varying float reach_px;
varying float along_px;
varying float thinness;

void main() {
    float half_px = half_width_px * abs(gl_MultiTexCoord0.y);
    float reach = max(half_px, 0.5) + 0.5;
    vec2 normal = (gl_Color.rg * 255.0 - 128.0) / 63.0;
    vec2 place = gl_Vertex.xy + normal * (reach * metres_per_px);
    across_px = sign(gl_MultiTexCoord0.y) * reach;
    reach_px = reach;
    along_px = gl_MultiTexCoord0.x / metres_per_px;
    thinness = min(2.0 * half_px, 1.0);
    gl_Position = vec4(place * to_clip.xy + to_clip.zw, 0.0, 1.0);
}
