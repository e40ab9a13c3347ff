#version 120
// raster.vert -- lays the relief's grid, or the part of it that is seen, over a picture.
// Drawn by    paint/, which then stretches that picture for a scene::ReliefItem.   Pairs with raster.frag (tint and light)
// Per vertex  gl_Vertex.xy          a corner of the picture in clip coordinates
//             gl_MultiTexCoord0.xy  place in the texture, 0 to 1, from its first row (the northern edge) down
// Out         place                 the texture coordinate

varying vec2 place;

void main() {
    place = gl_MultiTexCoord0.xy;
    gl_Position = vec4(gl_Vertex.xy, 0.0, 1.0);
}
